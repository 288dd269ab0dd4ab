import type { ChatColor } from '@resonanz/contracts'

/** Each colour on white, and in the dark on near black, with a contrast of at least 4.5. */
const accents: Record<ChatColor, [light: string, dark: string]> = {
  blue: ['#1c5fc4', '#8ab8ff'],
  petrol: ['#0b6b74', '#6fd0da'],
  green: ['#1d6f3c', '#82d6a0'],
  violet: ['#6a3fc0', '#c0a6ff'],
  red: ['#b3261e', '#ffa59e'],
  graphite: ['#3a4250', '#c3cad6'],
}

export function styleOf(color: ChatColor): string {
  const [light, dark] = accents[color]
  return `
:host { all: initial; --accent: ${light}; --on-accent: #fff; --ground: #fff; --raised: #f2f4f7; --text: #161b22; --dim: #535c69; --line: #c4cad3; --wrong: #a8201a;
  color-scheme: light dark; font: 16px/1.45 system-ui, sans-serif; }
@media (prefers-color-scheme: dark) { :host { --accent: ${dark}; --on-accent: #10151c; --ground: #171c23; --raised: #242b34; --text: #eef1f5; --dim: #aab3c0; --line: #4a5462; --wrong: #ffa59e; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.launcher, .panel { position: fixed; z-index: 2147483000; right: max(16px, env(safe-area-inset-right)); bottom: max(16px, env(safe-area-inset-bottom)); color: var(--text); }
button, input, textarea { font: inherit; color: inherit; }
button { min-height: 44px; min-width: 44px; border: 1px solid transparent; border-radius: 10px; background: none; cursor: pointer; padding: 0 14px; }
button.main { background: var(--accent); color: var(--on-accent); font-weight: 600; }
button.quiet { border-color: var(--line); }
button.icon { padding: 0; display: inline-grid; place-items: center; flex: none; }
button[aria-disabled=true] { opacity: .6; cursor: default; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.panel header :focus-visible { outline-color: var(--on-accent); outline-offset: -4px; }
.launcher { width: 60px; height: 60px; border-radius: 30px; background: var(--accent); color: var(--on-accent); padding: 0; display: grid; place-items: center; box-shadow: 0 6px 20px rgb(16 24 40 / .3); }
.count { position: absolute; top: -4px; right: -4px; min-width: 24px; height: 24px; border-radius: 12px; padding: 0 6px; background: var(--ground); color: var(--text); border: 2px solid var(--accent); font-size: 13px; line-height: 20px; font-weight: 700; }
.panel { width: min(384px, calc(100vw - 32px)); height: min(620px, calc(100dvh - 32px)); display: flex; flex-direction: column; background: var(--ground); border: 1px solid var(--line); border-radius: 16px; overflow: hidden; box-shadow: 0 12px 40px rgb(16 24 40 / .3); }
@media (max-width: 480px) { .panel { inset: 0; width: 100%; height: 100dvh; border: 0; border-radius: 0; } }
@media (prefers-reduced-motion: no-preference) { .panel { animation: rise .16s ease-out; } @keyframes rise { from { transform: translateY(12px); opacity: 0; } } }
header { display: flex; align-items: center; gap: 8px; padding: 8px 8px 8px 16px; background: var(--accent); color: var(--on-accent); }
header canvas { flex: none; background: #fff; border-radius: 8px; padding: 4px; box-sizing: content-box; }
header h2 { flex: 1; margin: 0; font-size: 17px; line-height: 1.3; overflow-wrap: anywhere; }
.body { flex: 1; overflow-y: auto; padding: 16px; display: flex; flex-direction: column; gap: 12px; overscroll-behavior: contain; }
.body p { margin: 0; overflow-wrap: anywhere; }
.dim, .meta { color: var(--dim); font-size: 14px; }
.body a { color: var(--accent); }
ol { list-style: none; margin: 0; padding: 0; display: flex; flex-direction: column; gap: 10px; }
li { max-width: 85%; align-self: flex-start; }
li.mine { align-self: flex-end; text-align: right; }
.bubble { display: inline-block; text-align: left; padding: 9px 13px; border-radius: 14px; background: var(--raised); white-space: pre-wrap; overflow-wrap: anywhere; }
.mine .bubble { background: var(--accent); color: var(--on-accent); }
.meta { display: block; font-size: 13px; margin-top: 2px; }
.files { display: flex; flex-direction: column; gap: 6px; margin-top: 6px; align-items: flex-start; }
.mine .files { align-items: flex-end; }
.chips { display: flex; flex-wrap: wrap; gap: 6px; }
.notice { padding: 10px 12px; border: 1px solid var(--line); border-radius: 10px; }
.wrong { color: var(--wrong); font-size: 14px; }
label, legend { display: block; font-size: 14px; font-weight: 600; margin-bottom: 4px; padding: 0; }
label .dim { font-weight: 400; }
input, textarea { width: 100%; min-height: 44px; border: 1px solid var(--dim); border-radius: 10px; padding: 10px 12px; background: var(--ground); }
textarea { resize: none; max-height: 140px; display: block; }
form { margin: 0; display: flex; flex-direction: column; gap: 10px; }
fieldset { border: 0; margin: 0; padding: 0; }
footer form { gap: 0; }
footer .chips:not(:empty), footer .wrong:not(:empty) { margin-bottom: 8px; }
footer { border-top: 1px solid var(--line); padding: 10px 12px; }
.row { display: flex; gap: 8px; align-items: flex-end; }
.row .grow { flex: 1; min-width: 0; }
.scores { display: flex; gap: 6px; flex-wrap: wrap; }
.scores label { flex: 1; min-width: 44px; margin: 0; }
.scores input { position: absolute; opacity: 0; width: 1px; min-height: 1px; height: 1px; padding: 0; }
.scores span { display: grid; place-items: center; min-height: 44px; border: 1px solid var(--dim); border-radius: 10px; cursor: pointer; }
.scores input:checked + span { background: var(--accent); color: var(--on-accent); border-color: var(--accent); }
.scores input:focus-visible + span { outline: 3px solid var(--accent); outline-offset: 2px; }
.away { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`
}
