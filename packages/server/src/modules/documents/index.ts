export { type Block, type Document, documentTypes, type Format } from './document.ts'
export { readText } from './read-text.ts'
export { renderDocx, renderPdf } from './render.ts'
