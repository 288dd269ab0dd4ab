import {
  ChannelKind,
  type Finding,
  type ModuleVariant,
  type TextModule,
  type TextModuleInput,
  textModuleRoutes,
} from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useMembers, useTopics } from '#lib/people.ts'
import { isProblem } from '#lib/problem.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { FilterChip } from '#ui/chip.tsx'
import { ConfirmDialog, Dialog } from '#ui/dialog.tsx'
import { SwitchField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { Banner, ErrorState } from '#ui/states.tsx'
import styles from './text-modules.module.css'
import { faultOf, VariantFields } from './variant-fields.tsx'

type Props = { module: TextModule | null; isPersonal: boolean; onClose: () => void }
type PlacedFinding = Finding & { variant: number }
const variantsMost = 24

/** One text module: its variants side by side, each with its preview; every saving is a version. */
export function ModuleDialog({ module, isPersonal, onClose }: Props) {
  const { t } = useTranslation(['text-modules', 'ui'])
  const language = useLanguage()
  const topics = useTopics().filter(({ active }) => active)
  const members = useMembers().filter(({ active }) => active)
  const mayChange = module?.mayChange ?? true
  const [input, setInput] = useState<TextModuleInput>(() => inputOf(module))
  const [despite, setDespite] = useState('')
  const [tried, setTried] = useState(false)
  const [removing, setRemoving] = useState(false)
  const patch = (change: Partial<TextModuleInput>) => setInput((now) => ({ ...now, ...change }))
  const isWhole = input.title.trim() !== '' && input.variants.every((variant) => faultOf(variant) === null)
  const save = useMutation({
    mutationFn: () => {
      const why = despite.trim().length >= 3 ? { despite: despite.trim() } : {}
      return module
        ? call(textModuleRoutes.save, {
            params: { id: module.id },
            body: { ...input, ...why, basedOn: module.version },
          })
        : call(textModuleRoutes.create, { body: { ...input, ...why, isPersonal } })
    },
    onSuccess: () => leave(t('saved')),
  })
  const against = findingsIn(save.error)
  function leave(words: string): void {
    invalidateRoute(queryClient, textModuleRoutes.list, textModuleRoutes.ofCase)
    showNotice({ text: words, tone: 'ok' })
    onClose()
  }
  function submit(): void {
    setTried(true)
    if (isWhole) save.mutate()
  }
  const put = (at: number, change: Partial<ModuleVariant>) =>
    patch({ variants: input.variants.map((variant, index) => (index === at ? { ...variant, ...change } : variant)) })
  return (
    <Dialog
      open
      size={960}
      title={module?.title ?? t(isPersonal ? 'addOwn' : 'add')}
      onClose={onClose}
      footer={
        <>
          {module && mayChange && (
            <Button look="quiet" icon={Trash2} onClick={() => setRemoving(true)}>
              {t('remove')}
            </Button>
          )}
          <Button onClick={onClose}>{t(mayChange ? 'ui:cancel' : 'ui:close')}</Button>
          {mayChange && (
            <Button look="primary" busy={save.isPending} onClick={submit}>
              {t('ui:save')}
            </Button>
          )}
        </>
      }
    >
      <fieldset className={styles.form} disabled={!mayChange}>
        {against && <Against findings={against} despite={despite} onDespite={setDespite} isStop={isStop(save.error)} />}
        {save.error && !against && <ErrorState compact error={save.error} />}
        <div className={styles.pair}>
          <TextField
            data-autofocus
            label={t('field.title')}
            maxLength={120}
            value={input.title}
            error={tried && input.title.trim() === '' && t('missing')}
            onChange={(event) => patch({ title: event.currentTarget.value })}
          />
          <TextField
            optional
            label={t('field.folder')}
            maxLength={80}
            value={input.folder}
            onChange={(event) => patch({ folder: event.currentTarget.value })}
          />
          <SelectField
            optional
            clearable
            searchable
            label={t('field.topic')}
            data={topics.map(({ id, name }) => ({ value: id, label: name[language] }))}
            value={input.topicId}
            onChange={(value) => patch({ topicId: value === null ? null : String(value) })}
          />
          <TextField
            optional
            type="date"
            label={t('field.validUntil')}
            value={input.validUntil ?? ''}
            onChange={(event) => patch({ validUntil: event.currentTarget.value || null })}
          />
          {!isPersonal && (
            <SelectField
              optional
              clearable
              searchable
              label={t('field.owner')}
              data={members.map(({ id, name }) => ({ value: id, label: name }))}
              value={input.ownerId}
              onChange={(value) => patch({ ownerId: value === null ? null : String(value) })}
            />
          )}
        </div>
        <div role="group" aria-label={t('field.channels')}>
          <p className={styles.label}>{t('field.channels')}</p>
          <div className={styles.chips}>
            {ChannelKind.options.map((kind) => {
              const on = input.channels.includes(kind)
              return (
                <FilterChip
                  key={kind}
                  on={on}
                  aria-pressed={on}
                  onClick={() =>
                    patch({
                      channels: on ? input.channels.filter((one) => one !== kind) : [...input.channels, kind],
                    })
                  }
                >
                  {t(`ui:channel.${kind}`)}
                </FilterChip>
              )
            })}
          </div>
          <p className={styles.help}>{t('field.channelsHelp')}</p>
        </div>
        <SwitchField
          label={t('field.active')}
          checked={input.isActive}
          onChange={(event) => patch({ isActive: event.currentTarget.checked })}
        />
        <div className={styles.variants}>
          {input.variants.map((variant, at) => (
            <VariantFields
              // Variants have no names; they keep their place while one writes.
              // oxlint-disable-next-line react/no-array-index-key
              key={at}
              number={at + 1}
              variant={variant}
              isTried={tried}
              findings={against?.filter((finding) => finding.variant === at) ?? []}
              onChange={(change) => put(at, change)}
              onRemove={
                input.variants.length > 1 ? () => patch({ variants: input.variants.toSpliced(at, 1) }) : undefined
              }
            />
          ))}
        </div>
        {input.variants.length < variantsMost && (
          <Button icon={Plus} onClick={() => patch({ variants: [...input.variants, nextVariant(input.variants)] })}>
            {t('addVariant')}
          </Button>
        )}
        {module && (
          <p className={styles.help}>
            {t('usage', { count: module.uses, recent: module.usesInNinetyDays, version: module.version })}
          </p>
        )}
      </fieldset>
      {module && (
        <ConfirmDialog
          open={removing}
          danger
          title={t('removeTitle', { title: module.title })}
          confirmLabel={t('remove')}
          onClose={() => setRemoving(false)}
          onConfirm={async () => {
            await call(textModuleRoutes.remove, { params: { id: module.id } })
            leave(t('removed'))
          }}
        >
          {t('removeWords')}
        </ConfirmDialog>
      )}
    </Dialog>
  )
}

type AgainstProps = {
  findings: readonly PlacedFinding[]
  despite: string
  onDespite: (words: string) => void
  isStop: boolean
}

function Against({ findings, despite, onDespite, isStop: stops }: AgainstProps) {
  const { t } = useTranslation('text-modules')
  return (
    <Banner tone="bad">
      <b>{t(stops ? 'against.stop' : 'against.warning')}</b>
      <ul>
        {findings.slice(0, 5).map(({ variant, rule, start, reason }) => (
          <li key={`${variant} ${rule} ${start}`}>
            {t('against.place', { number: variant + 1 })} {reason}
          </li>
        ))}
      </ul>
      {!stops && (
        <TextField
          label={t('against.why')}
          maxLength={300}
          value={despite}
          onChange={(event) => onDespite(event.currentTarget.value)}
        />
      )}
    </Banner>
  )
}

function findingsIn(error: unknown): PlacedFinding[] | null {
  if (!isProblem(error, 'guideline-stop') && !isProblem(error, 'guideline-warning')) return null
  return Array.isArray(error.extra.findings) ? (error.extra.findings as PlacedFinding[]) : []
}
function isStop(error: unknown): boolean {
  return isProblem(error, 'guideline-stop')
}

function inputOf(module: TextModule | null): TextModuleInput {
  if (!module)
    return {
      title: '',
      folder: '',
      topicId: null,
      channels: [],
      variants: [nextVariant([])],
      isActive: true,
      validUntil: null,
      ownerId: null,
    }
  const { title, folder, topicId, channels, variants, isActive, validUntil, owner } = module
  return { title, folder, topicId, channels, variants, isActive, validUntil, ownerId: owner?.id ?? null }
}

/** What is missing most likely: the other language, then the short one for where many read along. */
function nextVariant(variants: readonly ModuleVariant[]): ModuleVariant {
  const blank: ModuleVariant = { language: 'de', addressForm: 'any', length: 'long', audience: 'any', text: '' }
  if (variants.length === 0) return blank
  if (!variants.some(({ language }) => language === 'en')) return { ...blank, language: 'en' }
  return { ...blank, length: 'short', audience: 'public' }
}
