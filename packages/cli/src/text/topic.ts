import { readFile, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { BadInput } from '../exit.ts'
import { type CliLanguage, print } from '../language.ts'
import { answerLines } from './answer-lines.ts'
import { readLabelled } from './labelled-file.ts'
import { textLine } from './read-text.ts'

const words = {
  de: {
    train: 'lernt Themen aus Texten mit Label: je Zeile {"text", "label"} oder eine Tabelle mit diesen Spalten',
    file: 'Datei mit den Texten; ohne Label (null), was zu keinem Thema gehört',
    out: 'wohin das Modell geschrieben wird',
    topic: 'ordnet Texte den gelernten Themen zu; je Zeile {"id", "text"}',
    model: 'Modell von „resonanz text train-topic“',
    made: (examples: number, topics: number, path: string) =>
      `${topics} Themen aus ${examples} Texten gelernt: ${path}`,
    cannotLearn: (reason: string) => `Daraus lassen sich keine Themen lernen: ${reason}`,
    noModel: (path: string, reason: string) => `${path} ist kein Modell von Themen: ${reason}`,
  },
  en: {
    train: 'learn topics from labelled texts: lines of {"text", "label"} or a table with these columns',
    file: 'file with the texts; without a label (null) what belongs to no topic',
    out: 'where the model is written',
    topic: 'put texts to the topics that were learnt; lines of {"id", "text"}',
    model: 'model of “resonanz text train-topic”',
    made: (examples: number, topics: number, path: string) => `Learnt ${topics} topics from ${examples} texts: ${path}`,
    cannotLearn: (reason: string) => `No topics can be learnt from this: ${reason}`,
    noModel: (path: string, reason: string) => `${path} is no model of topics: ${reason}`,
  },
} as const

export function topicCommands(parent: Command, program: Command, language: CliLanguage): void {
  const w = words[language]
  parent
    .command('train-topic')
    .description(w.train)
    .argument('<file>', w.file)
    .requiredOption('--out <model>', w.out)
    .action(async (file: string, { out }: { out: string }) => {
      const { readTopicModel, trainTopics } = await import('@resonanz/text')
      const examples = readLabelled(await readFile(file, 'utf8'), language)
      const bytes = orBadInput(() => trainTopics(examples), w.cannotLearn)
      await writeFile(out, bytes)
      const topics = readTopicModel(bytes).labels.length
      const made = { model: out, examples: examples.length, topics, bytes: bytes.length }
      print(program, made, w.made(examples.length, topics, out))
    })
  parent
    .command('topic')
    .description(w.topic)
    .requiredOption('--model <model>', w.model)
    .action(async (options: { model: string }) => {
      const { classifyTopics, readTopicModel } = await import('@resonanz/text')
      const bytes = await readFile(options.model)
      const model = orBadInput(
        () => readTopicModel(bytes),
        (reason) => w.noModel(options.model, reason),
      )
      await answerLines(language, textLine(language), (lines) => {
        const found = classifyTopics(
          model,
          lines.map(({ text }) => text),
        )
        return lines.map(({ id }, at) => {
          const { label, confidence, alternatives } = found[at]!
          return { id, label, confidence, alternatives }
        })
      })
    })
}

function orBadInput<T>(work: () => T, say: (reason: string) => string): T {
  try {
    return work()
  } catch (error) {
    throw new BadInput(say((error as Error).message))
  }
}
