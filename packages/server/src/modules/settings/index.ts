export { settingsOf } from './read-settings.ts'
export { settingsBindings } from './routes.ts'
