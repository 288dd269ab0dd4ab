import { examineEveryScreen } from './every-screen.ts'

examineEveryScreen([{ language: 'de', theme: 'light', width: 1440, height: 900 }], {
  name: '320 px wide',
  width: 320,
  height: 640,
})
