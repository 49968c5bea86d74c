/** Look of the launcher and of the greeting beside it. */

export const LAUNCHER_CSS = `
:host{--accent:var(--adviser-accent,#1d4ed8);--on-accent:var(--adviser-on-accent,#fff);
font:16px/1.45 var(--adviser-font,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif);
position:fixed;inset:auto 0 0 auto;z-index:var(--adviser-z-index,2147483000)}
[hidden]{display:none!important}
.launcher{position:fixed;right:20px;bottom:20px;width:56px;height:56px;border:0;border-radius:50%;
background:var(--accent);color:var(--on-accent);cursor:pointer;padding:15px;
box-shadow:0 4px 14px rgb(0 0 0/.25)}
.launcher svg{display:block;fill:currentColor}
button:focus-visible{outline:3px solid var(--on-accent);box-shadow:0 0 0 6px var(--accent)}
.badge{position:absolute;top:-2px;right:-2px;min-width:20px;height:20px;padding:0 4px;
box-sizing:border-box;border-radius:10px;background:#b91c1c;color:#fff;font:600 12px/20px system-ui}
.greeting{position:fixed;right:88px;bottom:24px;max-width:240px;padding:10px 36px 10px 14px;
border-radius:12px;background:#fff;color:#111827;border:1px solid #d1d5db;
box-shadow:0 4px 14px rgb(0 0 0/.15)}
.greeting button{position:absolute;top:4px;right:4px;width:28px;height:28px;border:0;
background:none;color:inherit;font-size:18px;cursor:pointer}
@media (max-width:480px){:host([open]) .launcher{display:none}}
@media print{:host{display:none}}`;
