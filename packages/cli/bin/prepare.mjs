// After `npm install`: builds the web app once, so that the first start is quick. A start builds it when this could not.
import { buildWeb } from './build-web.mjs'

buildWeb('stale')
