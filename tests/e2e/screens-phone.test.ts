import { examineEveryScreen } from './every-screen.ts'

examineEveryScreen([{ language: 'en', theme: 'dark', width: 390, height: 844 }], {
  name: '400 % zoom',
  width: 320,
  height: 256,
})
