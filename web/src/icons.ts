/** Drawn signs; a font may lack them. */

const PATHS = {
  chat: "M5 3h14a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-7l-5 4v-4H5a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3Z",
  copy: "M9 3h9a2 2 0 0 1 2 2v10h-2V5H9V3ZM6 7h8a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2Zm0 2v10h8V9H6Z",
  up: "M2 10h4v11H2V10Zm6 11V10l5-8c1.5 0 2.5 1 2.5 2.5V9h5a2 2 0 0 1 2 2.4l-1.7 8a2 2 0 0 1-2 1.6H8Z",
  down: "M22 14h-4V3h4v11ZM16 3v11l-5 8c-1.5 0-2.5-1-2.5-2.5V15h-5a2 2 0 0 1-2-2.4l1.7-8A2 2 0 0 1 5.2 3H16Z",
  done: "M9.5 18.5 3.5 12.5l2.1-2.1 3.9 3.9L18.4 5.4l2.1 2.1Z",
  open: "M4 4h16v16H4V4Zm2 2v12h12V6H6Z",
};
const SPACE = "http://www.w3.org/2000/svg";

export type Sign = keyof typeof PATHS;

export function drawn(sign: Sign): SVGElement {
  const svg = document.createElementNS(SPACE, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SPACE, "path");
  path.setAttribute("d", PATHS[sign]);
  svg.append(path);
  return svg;
}
