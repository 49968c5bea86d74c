/** Look of the panel; the README lists the variables that a page may set. */

const DARK = `--surface:var(--adviser-surface-dark,#111827);--text:var(--adviser-text-dark,#f3f4f6);
--soft:#1f2937;--line:#4b5563;--muted:#c3c9d4;--link:#93c5fd;--danger:#fca5a5;--warn:#422006;--on-warn:#fde68a`;

export const PANEL_CSS = `
:host{--accent:var(--adviser-accent,#1d4ed8);--on-accent:var(--adviser-on-accent,#fff);
--surface:var(--adviser-surface,#fff);--text:var(--adviser-text,#111827);--soft:#f3f4f6;
--line:#d1d5db;--muted:#4b5563;--link:#1d4ed8;--danger:#b91c1c;--warn:#fef3c7;--on-warn:#713f12;
--radius:var(--adviser-radius,14px)}
@media (prefers-color-scheme:dark){:host{${DARK}}}
[hidden]{display:none!important}
*{box-sizing:border-box}
.panel{position:fixed;right:20px;bottom:88px;width:min(400px,calc(100vw - 40px));
height:min(640px,calc(100dvh - 108px));display:flex;flex-direction:column;overflow:clip;
background:var(--surface);color:var(--text);border:1px solid var(--line);border-radius:var(--radius);
box-shadow:0 12px 40px rgb(0 0 0/.25);animation:rise .16s ease-out;overflow-wrap:anywhere}
@keyframes rise{from{opacity:0;transform:translateY(8px)}}
.head{display:flex;align-items:center;gap:4px;padding:10px 8px 10px 16px;background:var(--accent);color:var(--on-accent)}
h2{flex:1;margin:0;font-size:17px;font-weight:600}
button,input,textarea{font:inherit;color:inherit}
button{cursor:pointer;border-radius:10px}
.icon{width:40px;height:40px;border:0;background:none;font-size:24px;line-height:1}
.icon:hover{background:rgb(255 255 255/.16)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.head :focus-visible{outline-color:var(--on-accent);outline-offset:-3px}
.log:focus-visible{outline-offset:-3px}
.menu{position:absolute;top:56px;right:8px;z-index:2;display:flex;flex-direction:column;padding:6px;
background:var(--surface);border:1px solid var(--line);border-radius:12px;box-shadow:0 6px 20px rgb(0 0 0/.2)}
.menu button{border:0;background:none;text-align:left;padding:10px 14px}
.menu button:hover,.menu button:focus-visible{background:var(--soft)}
.notice,.bar-text{margin:0;padding:8px 16px;font-size:13px;color:var(--muted);border-bottom:1px solid var(--line)}
.bar-text{background:var(--warn);color:var(--on-warn)}
.confirm{padding:12px 16px;border-bottom:1px solid var(--line);background:var(--soft)}
.confirm p{margin:0 0 10px}
.confirm button,.failure button{padding:8px 14px;margin-right:8px;border:1px solid var(--line);background:var(--surface)}
.danger{color:var(--danger)}
.log{position:relative;flex:1;overflow-y:auto;padding:16px;overscroll-behavior:contain}
.turn{position:relative;display:flex;flex-direction:column;gap:10px;margin-bottom:14px}
.mine,.theirs{max-width:88%;padding:10px 14px;border-radius:16px}
.mine{align-self:flex-end;background:var(--accent);color:var(--on-accent);border-bottom-right-radius:4px;white-space:pre-wrap}
.theirs{align-self:flex-start;background:var(--soft);border-bottom-left-radius:4px}
.answer{display:flex;flex-direction:column;gap:6px}
p,ul,ol{margin:0 0 8px}
.theirs>:last-child,.mine p{margin-bottom:0}
ul,ol{padding-left:22px}
li{margin-bottom:3px}
a{color:var(--link)}
code{background:var(--line);padding:1px 4px;border-radius:4px;font-size:.92em}
.card{margin:10px 0 8px}
figcaption{font-weight:600;margin-bottom:6px}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:8px;background:var(--surface);overflow-wrap:normal}
table{border-collapse:collapse;width:100%;font-size:13.5px}
th,td{text-align:left;vertical-align:top;padding:6px 8px;border-bottom:1px solid var(--line);min-width:72px}
.theirs:has(.wide){max-width:100%;padding:10px 12px}
tbody tr:last-child>*{border-bottom:0}
thead>*>*{background:var(--soft)}
.chart{display:block;width:100%;height:auto;border-radius:8px;background:#fff;color:#111827}
figure details{margin-top:6px}
figure details ul{margin-top:8px}
li>ul{margin:3px 0 0}
.mark svg{width:1.1em;fill:var(--link);vertical-align:-.2em;margin-right:5px}
.more{display:block}
.bar{display:grid;grid-template-columns:minmax(70px,30%) 1fr auto;gap:8px;align-items:center;margin-bottom:6px;font-size:14px}
.bar svg{width:100%;height:12px;fill:var(--link);border-radius:4px;background:var(--line)}
.small,.sources{font-size:13px;color:var(--muted)}
.sources{margin-top:8px}
summary{cursor:pointer;padding:2px 0}
.tools{display:flex;flex-wrap:wrap;align-items:center;gap:2px;margin-bottom:2px}
.tools .small{margin-left:6px}
.tool{width:34px;height:34px;border:1px solid transparent;background:none;font-size:15px;padding:0;color:var(--muted)}
.tool svg{width:18px;fill:currentColor;vertical-align:middle}
.tool:hover{background:var(--soft)}
.tool[aria-pressed=true]{background:var(--soft);border-color:var(--link)}
.reason{display:flex;gap:6px;flex-basis:100%;margin-top:4px}
.reason input{flex:1;min-width:0}
.reason input,.reason button{padding:7px 10px;border:1px solid var(--muted);border-radius:10px;background:var(--surface);font-size:14px}
.suggestions{display:flex;flex-wrap:wrap;gap:8px}
.suggestions button{padding:8px 14px;border:1px solid var(--link);border-radius:18px;background:var(--surface);color:var(--link);text-align:left;font-size:15px}
.suggestions button:hover{background:var(--soft)}
.failure{align-self:flex-end;text-align:right;font-size:14px;color:var(--danger)}
.failure button{color:var(--text);margin:0 0 0 4px}
.typing{display:inline-block;padding:13px 16px;background:var(--soft);border-radius:16px}
.dots{display:flex;gap:5px}
.dots i{width:7px;height:7px;border-radius:50%;background:var(--muted);animation:blink 1.2s infinite}
.dots i:nth-child(2){animation-delay:.2s}
.dots i:nth-child(3){animation-delay:.4s}
@keyframes blink{0%,60%,100%{opacity:.3}30%{opacity:1}}
.say{display:flex;gap:8px;padding:12px;border-top:1px solid var(--line)}
.say textarea{flex:1;min-width:0;resize:none;field-sizing:content;max-height:120px;min-height:44px;padding:10px 12px;
border:1px solid var(--muted);border-radius:12px;background:var(--surface)}
textarea::placeholder,input::placeholder{color:var(--muted);opacity:1}
.send{padding:0 16px;border:0;border-radius:12px;background:var(--accent);color:var(--on-accent);font-weight:600}
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:480px){.panel{inset:0;width:100vw;height:100dvh;border:0;border-radius:0}}
@media (prefers-reduced-motion:reduce){*{animation:none!important}}`;
