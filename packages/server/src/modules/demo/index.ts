export { loadDemo, removeDemo } from './load-demo.ts'
