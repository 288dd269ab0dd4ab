export { loadDemo, loadDemoFor, removeDemo } from './load-demo.ts'
