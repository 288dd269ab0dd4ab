export { publicAddress } from './public-address.ts'
export { forgetSettings, settingsOf } from './read-settings.ts'
export { defaultSettings } from './settings.ts'
export { settingsBindings } from './routes.ts'
