import '../ui/mantine.css'
import '../ui/tokens.css'
import '../ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { listenForKeys } from '#lib/actions.ts'
import { startI18n } from '#lib/i18n.ts'
import { App } from './app.tsx'

await startI18n()
listenForKeys()
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
