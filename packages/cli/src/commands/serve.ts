import type { Command } from 'commander'
import { buildWeb } from '#build-web'
import type { CliLanguage } from '../language.ts'

const words = {
  de: {
    about: 'startet Resonanz',
    build: 'baut die Weboberfläche neu, wenn sie älter ist als ihre Quellen',
    ready: 'Resonanz läuft:',
    demo: 'Anmelden mit den Beispieldaten:',
    setup: 'Einrichtungsschlüssel (gilt, bis er benutzt ist):',
    stop: 'Beenden mit Strg+C',
  },
  en: {
    about: 'start Resonanz',
    build: 'build the web app anew when it is older than its sources',
    ready: 'Resonanz is running:',
    demo: 'Sign in with the sample data:',
    setup: 'Set-up token (holds until it is used):',
    stop: 'Stop with Ctrl+C',
  },
} as const

export function serveCommand(program: Command, language: CliLanguage) {
  const w = words[language]
  program
    .command('serve')
    .description(w.about)
    .option('--build', w.build)
    .action(async (options: { build?: boolean }) => {
      const { readConfig, serve } = await import('@resonanz/server')
      const config = readConfig()
      if (config.roles.includes('web')) buildWeb(options.build ? 'stale' : 'missing')
      const running = await serve(config)
      console.log(`\n  ${w.ready} ${running.url}`)
      if (running.demo) console.log(`  ${w.demo} ${running.demo.email} / ${running.demo.password}`)
      if (running.setupToken) console.log(`  ${w.setup} ${running.setupToken}`)
      console.log(`  ${w.stop}\n`)
      let stopping = false
      const stop = async () => {
        if (stopping) process.exit(1)
        stopping = true
        // Whatever hangs must not keep the machine from stopping us.
        setTimeout(() => process.exit(1), 25_000).unref()
        await running.stop()
        process.exit(0)
      }
      process.on('SIGINT', stop)
      process.on('SIGTERM', stop)
    })
}
