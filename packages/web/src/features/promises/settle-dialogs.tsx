import { type BodyOf, type CasePromises, promiseRoutes } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useNow } from '#lib/clock.ts'
import { formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { WordsDialog } from '#ui/words-dialog.tsx'
import { doPromise, type PromiseItem } from './promise-data.ts'
import styles from './promises.module.css'

type Body = BodyOf<typeof promiseRoutes.settle>
const leastWords = 3

/** Kept, and what shows it: a message, a file or a grant of this case, else a line in own words. */
export function KeepDialog({ item, data, onClose }: { item: PromiseItem; data: CasePromises; onClose: () => void }) {
  const { t } = useTranslation(['promises', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const [chosen, setChosen] = useState('words')
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const needsProof = item.kind !== 'next_update'
  const missing = chosen === 'words' && words.trim().length < leastWords && (needsProof || words.trim() !== '')
  async function save(): Promise<void> {
    setTried(true)
    if (missing) return
    const [kind, id] = chosen.split(' ')
    const proof: Body['proof'] =
      chosen === 'words'
        ? words.trim()
          ? { kind: 'words', words: words.trim() }
          : undefined
        : { kind: kind as 'message', id: id! }
    const body: Body = { state: 'kept', ...(proof ? { proof } : {}) }
    if (
      await doPromise(item.caseId, t('keep.done'), () => call(promiseRoutes.settle, { params: { id: item.id }, body }))
    )
      onClose()
  }
  return (
    <Dialog
      open
      title={t('keep.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" onClick={() => void save()}>
            {t('keep.act')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <SelectField
          label={t('keep.proof')}
          description={t('keep.proofHelp')}
          data={[
            { value: 'words', label: t('proof.words') },
            ...data.proofs.map(({ kind, id, label, at }) => ({
              value: `${kind} ${id}`,
              label: `${t(`proof.${kind}`)}, ${formatMoment(new Date(at), now, { language })}: ${label}`,
            })),
          ]}
          value={chosen}
          onChange={(value) => setChosen(String(value ?? 'words'))}
        />
        {chosen === 'words' && (
          <TextField
            data-autofocus
            optional={!needsProof}
            label={t('keep.words')}
            value={words}
            maxLength={300}
            error={tried && missing && t('missing')}
            onChange={(event) => setWords(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && void save()}
          />
        )}
      </div>
    </Dialog>
  )
}

/** A promise is only dropped with a reason. */
export function DropDialog({ item, onClose }: { item: PromiseItem; onClose: () => void }) {
  const { t } = useTranslation(['promises', 'ui'])
  return (
    <WordsDialog
      oneLine
      title={t('drop.title')}
      label={t('drop.reason')}
      help={t('drop.reasonHelp')}
      saveLabel={t('drop.act')}
      maxLength={300}
      least={1}
      onClose={onClose}
      onSave={async (reason) => {
        const done = await doPromise(item.caseId, t('drop.done'), () =>
          call(promiseRoutes.settle, { params: { id: item.id }, body: { state: 'waived', reason } }),
        )
        return done !== false
      }}
    />
  )
}
