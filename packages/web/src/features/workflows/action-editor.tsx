import { MultiSelect } from '@mantine/core'
import { Priority, PromiseKind, StatusCategory, type WorkflowAction, workflowVariables } from '@resonanz/contracts'
import { Link } from '@tanstack/react-router'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '#ui/button.tsx'
import { SwitchField, TextAreaField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { WordsField } from './condition-editor.tsx'
import { actionOf } from './draft.ts'
import { ServiceFields } from './service-fields.tsx'
import { DurationFields } from './trigger-editor.tsx'
import { useNamed, useSentences } from './use-sentences.ts'
import styles from './workflows.module.css'

const kinds = [
  'assign',
  'priority',
  'status',
  'topic',
  'tags',
  'followUp',
  'promise',
  'note',
  'draft',
  'reply',
  'ask',
  'task',
  'checklist',
  'goodwill',
  'webhook',
  'mail',
  'document',
] as const satisfies WorkflowAction['do'][]

type Props = { actions: WorkflowAction[]; onChange: (actions: WorkflowAction[]) => void }

/** What the rule does, one step after the other. */
export function ActionEditor({ actions, onChange }: Props) {
  const { t } = useTranslation('workflows')
  const move = (at: number, by: number) => {
    const rest = actions.toSpliced(at, 1)
    onChange(rest.toSpliced(at + by, 0, actions[at]!))
  }
  return (
    <div className={styles.form}>
      {actions.map((action, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- steps have no name of their own; kind and place are it
        <div key={`${at} ${action.do}`} className={styles.step}>
          <div className={styles.line}>
            <SelectField
              label={t('action.what')}
              data={kinds.map((kind) => ({ value: kind, label: t(`do.${kind}`) }))}
              value={action.do}
              onChange={(kind) => kind && onChange(actions.with(at, actionOf(kind as WorkflowAction['do'])))}
            />
            <span className={styles.fixed}>
              {at > 0 && (
                <IconButton small icon={ArrowUp} label={`${t('action.what')} ${at}`} onClick={() => move(at, -1)} />
              )}
              {at < actions.length - 1 && (
                <IconButton
                  small
                  icon={ArrowDown}
                  label={`${t('action.what')} ${at + 2}`}
                  onClick={() => move(at, 1)}
                />
              )}
              <IconButton icon={Trash2} label={t('action.remove')} onClick={() => onChange(actions.toSpliced(at, 1))} />
            </span>
          </div>
          <StepFields action={action} onChange={(next) => onChange(actions.with(at, next))} />
        </div>
      ))}
      {actions.length < 20 && (
        <div className={styles.buttons}>
          <Button icon={Plus} onClick={() => onChange([...actions, actionOf('priority')])}>
            {t('action.add')}
          </Button>
        </div>
      )}
    </div>
  )
}

type StepProps = { action: WorkflowAction; onChange: (action: WorkflowAction) => void }

function StepFields({ action, onChange }: StepProps) {
  const { t } = useTranslation('workflows')
  const { word } = useSentences()
  const named = useNamed()
  if (action.do === 'assign') {
    const who = (value: string | null | undefined) => (value === undefined ? 'keep' : (value ?? 'none'))
    const of = (value: string | number | bigint | boolean | null) =>
      value === 'keep' ? undefined : value === 'none' || value === null ? null : String(value)
    const extra = [
      { value: 'keep', label: t('action.keep') },
      { value: 'none', label: t('action.nobody') },
    ]
    const change = (part: { ownerId?: string | null | undefined; teamId?: string | null | undefined }) => {
      const { ownerId, teamId } = { ...action, ...part }
      onChange({
        do: 'assign',
        ...(ownerId === undefined ? {} : { ownerId }),
        ...(teamId === undefined ? {} : { teamId }),
      })
    }
    return (
      <div className={styles.line}>
        <SelectField
          searchable
          label={t('action.owner')}
          data={[...extra, ...named.member]}
          value={who(action.ownerId)}
          onChange={(value) => change({ ownerId: of(value) })}
        />
        <SelectField
          searchable
          label={t('action.team')}
          data={[...extra, ...named.team]}
          value={who(action.teamId)}
          onChange={(value) => change({ teamId: of(value) })}
        />
      </div>
    )
  }
  if (action.do === 'priority' || action.do === 'status') {
    const choices = action.do === 'priority' ? Priority.options : StatusCategory.options
    return (
      <SelectField
        label={t('action.to')}
        data={choices.map((choice) => ({ value: choice, label: word(choice) }))}
        value={action.to}
        onChange={(to) => to && onChange({ ...action, to } as WorkflowAction)}
      />
    )
  }
  if (action.do === 'topic')
    return (
      <SelectField
        searchable
        label={t('action.topic')}
        data={[{ value: 'none', label: word('none') }, ...named.topic]}
        value={action.topicId ?? 'none'}
        onChange={(id) => onChange({ do: 'topic', topicId: id === 'none' || id === null ? null : String(id) })}
      />
    )
  if (action.do === 'tags')
    return (
      <div className={styles.line}>
        <WordsField
          most={20}
          label={t('action.addTags')}
          value={action.add}
          onChange={(add) => onChange({ ...action, add })}
        />
        <WordsField
          most={20}
          label={t('action.removeTags')}
          value={action.remove}
          onChange={(remove) => onChange({ ...action, remove })}
        />
      </div>
    )
  if (action.do === 'followUp' || action.do === 'promise')
    return (
      <>
        <div className={styles.line}>
          <DurationFields
            minutes={action.minutes}
            hours={action.hours}
            onChange={(part) => onChange({ ...action, ...part })}
          />
        </div>
        {action.do === 'followUp' && (
          <SwitchField
            label={t('action.untilReply')}
            checked={action.untilReply ?? false}
            onChange={(event) => onChange({ ...action, untilReply: event.currentTarget.checked })}
          />
        )}
        {action.do === 'promise' && (
          <SelectField
            label={t('action.promiseKind')}
            data={PromiseKind.options.map((kind) => ({ value: kind, label: t(`promise.${kind}`) }))}
            value={action.kind ?? 'next_update'}
            onChange={(kind) => kind && onChange({ ...action, kind: kind as PromiseKind })}
          />
        )}
        <TextField
          label={t(action.do === 'followUp' ? 'action.followUpNote' : 'action.promiseText')}
          maxLength={300}
          value={action.do === 'followUp' ? action.note : action.text}
          onChange={(event) =>
            onChange(
              action.do === 'followUp'
                ? { ...action, note: event.currentTarget.value }
                : { ...action, text: event.currentTarget.value },
            )
          }
        />
      </>
    )
  if (action.do === 'note' || action.do === 'draft' || action.do === 'reply')
    return (
      <>
        <TextAreaField
          label={t('action.text')}
          description={t('action.variables', {
            list: workflowVariables.map((name) => `{{${name}}}`).join(' '),
            interpolation: { skipOnVariables: true },
          })}
          minRows={3}
          maxLength={action.do === 'note' ? 5000 : 10_000}
          value={action.text}
          onChange={(event) => onChange({ ...action, text: event.currentTarget.value })}
        />
        {action.do === 'note' && (
          <MultiSelect
            searchable
            label={t('action.mention')}
            data={named.member}
            value={action.mentionIds}
            maxValues={20}
            onChange={(mentionIds) => onChange({ ...action, mentionIds })}
          />
        )}
      </>
    )
  if (!('actionId' in action)) return <ServiceFields action={action} onChange={onChange} />
  return <OutsideFields action={action} onChange={onChange} />
}

function OutsideFields({
  action,
  onChange,
}: {
  action: Extract<WorkflowAction, { actionId: string }>
  onChange: StepProps['onChange']
}) {
  const { t } = useTranslation('workflows')
  const { actions } = useNamed()
  const fitting = actions.filter(({ kind }) => kind === action.do)
  return (
    <div className={styles.line}>
      <SelectField
        label={t('action.which')}
        data={fitting.map(({ id, name }) => ({ value: id, label: name }))}
        value={fitting.some(({ id }) => id === action.actionId) ? action.actionId : null}
        placeholder={fitting.length === 0 ? t('action.noneSetUp') : undefined}
        onChange={(id) => id && onChange({ ...action, actionId: String(id) })}
      />
      {action.do === 'document' && (
        <SelectField
          label={t('action.attach')}
          data={[
            { value: 'case', label: t('action.attachCase') },
            { value: 'draft', label: t('action.attachDraft') },
          ]}
          value={action.attach}
          onChange={(attach) => attach && onChange({ ...action, attach: attach as 'case' })}
        />
      )}
      <span className={styles.fixed}>
        <Link to="/settings/actions">{t('action.setUp')}</Link>
      </span>
    </div>
  )
}
