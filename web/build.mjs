// Builds the widget and the FAQ page's script into bot/static: the panel first, whose name and integrity the loader
// carries. `--check` fails where what is committed is not what the source makes.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "bot", "static");
const LIMITS = { loader: 3 * 1024, panel: 40 * 1024, faq: 4 * 1024 };

async function bundle(entry, define = {}) {
  const made = await build({
    entryPoints: [join(here, "src", entry)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: ["es2021"],
    charset: "utf8",
    legalComments: "none",
    define,
  });
  return made.outputFiles[0].text;
}

function measure(name, text) {
  const size = gzipSync(text, { level: 9 }).length;
  console.log(`${name}: ${size} bytes gzipped of ${LIMITS[name]} allowed`);
  if (size > LIMITS[name]) throw new Error(`the ${name} is too large`);
}

const panel = await bundle("panel.ts");
const integrity = `sha384-${createHash("sha384").update(panel).digest("base64")}`;
const name = `panel.${createHash("sha256").update(panel).digest("hex").slice(0, 12)}.js`;
const loader = await bundle("loader.ts", {
  PANEL_FILE: JSON.stringify(name),
  PANEL_INTEGRITY: JSON.stringify(integrity),
});
measure("panel", panel);
measure("loader", loader);
const faq = await bundle("faq.ts");
measure("faq", faq);

// Lets a test without npm see whether the source was changed and not built.
const source = createHash("sha256");
for (const file of (await readdir(join(here, "src"))).sort())
  source.update(file).update(await readFile(join(here, "src", file)));

const files = new Map([
  ["widget.js", loader],
  ["faq.js", faq],
  [name, panel],
  ["made-from", `${source.digest("hex")}\n`],
]);
await mkdir(target, { recursive: true });
const present = (await readdir(target)).filter((file) => /^(made-from|(widget|faq|panel\..*)\.js)$/.test(file));
if (process.argv.includes("--check")) {
  for (const file of present) if (!files.has(file)) throw new Error(`${file} is left over`);
  for (const [file, text] of files) {
    const committed = await readFile(join(target, file), "utf8").catch(() => "");
    if (committed !== text) throw new Error(`${file} is not up to date: run \`make web\``);
  }
} else {
  for (const file of present) await rm(join(target, file));
  for (const [file, text] of files) await writeFile(join(target, file), text);
}
