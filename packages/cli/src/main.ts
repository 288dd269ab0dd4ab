import { exit } from './exit.ts'
import { languageOf } from './language.ts'
import { makeProgram } from './program.ts'

const language = languageOf(process.argv, process.env)
try {
  await makeProgram(language).parseAsync()
} catch (error) {
  exit(error, language)
}
