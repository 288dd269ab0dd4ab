export { absenceBindings } from './routes.ts'
export { standInsOf } from './stand-ins.ts'
