import { useTranslation } from 'react-i18next'

/** Words of a network: their keys are made of the names of its fields, and a test knows that all are there. */
export function useNetworkWords(kind: string) {
  const { t } = useTranslation('channels')
  const say = (key: string) =>
    (t as unknown as (name: string, options: { defaultValue: string }) => string)(`network.${kind}.${key}`, {
      defaultValue: '',
    })
  /** Numbered from 1, as many as there are. */
  const list = (key: string) => {
    const words: string[] = []
    for (let next = say(`${key}.1`); next !== ''; next = say(`${key}.${words.length + 1}`)) words.push(next)
    return words
  }
  return {
    list,
    title: say('title'),
    text: say('text'),
    intro: say('intro'),
    label: (field: string) => say(`field.${field}.label`),
    help: (field: string) => say(`field.${field}.help`),
    choice: (field: string, value: string) => say(`field.${field}.choice.${value}`),
  }
}
