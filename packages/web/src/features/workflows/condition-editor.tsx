import { MultiSelect } from '@mantine/core'
import { fieldKindOf, operatorsOf, type Test, type WorkflowField, workflowFields } from '@resonanz/contracts'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { floors, type Group, type GroupMode, groupModes, isGroup } from './condition-group.ts'
import { testOf, wordsIn } from './draft.ts'
import { keyOf, useNamed, useSentences } from './use-sentences.ts'
import styles from './workflows.module.css'

type Props = { group: Group; onChange: (group: Group) => void; depth?: number }

/** Tests that must all hold, or any, or none of them; groups may stand among them. */
export function ConditionEditor({ group, onChange, depth = 0 }: Props) {
  const { t } = useTranslation('workflows')
  const { mode, parts } = group
  const put = (at: number, part: Test | Group | null) =>
    onChange({ mode, parts: part ? parts.with(at, part) : parts.toSpliced(at, 1) })
  return (
    <div className={depth > 0 ? styles.step : styles.form} role="group" aria-label={t(`condition.${mode}`)}>
      {parts.length === 0 && depth === 0 && <p className={styles.quiet}>{t('condition.always')}</p>}
      {(parts.length > 0 || depth > 0) && (
        <SelectField
          label={t('condition.mode')}
          data={groupModes.map((one) => ({ value: one, label: t(`condition.${one}`) }))}
          value={mode}
          onChange={(next) => next && onChange({ mode: next as GroupMode, parts })}
        />
      )}
      {parts.map((part, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts have no name of their own; their place is it
        <div key={at} className={styles.line}>
          {isGroup(part) ? (
            <ConditionEditor group={part} depth={depth + 1} onChange={(next) => put(at, next)} />
          ) : (
            <TestFields test={part} onChange={(next) => put(at, next)} />
          )}
          <span className={styles.fixed}>
            <IconButton icon={Trash2} label={t('condition.remove')} onClick={() => put(at, null)} />
          </span>
        </div>
      ))}
      <div className={styles.buttons}>
        <Button icon={Plus} onClick={() => onChange({ mode, parts: [...parts, testOf('message.text')] })}>
          {t('condition.add')}
        </Button>
        {depth < floors - 1 && parts.length > 0 && (
          <Button
            look="quiet"
            icon={Plus}
            onClick={() => {
              const inner: Group = { mode: mode === 'all' ? 'any' : 'all', parts: [testOf('case.kind')] }
              onChange({ mode, parts: [...parts, inner] })
            }}
          >
            {t('condition.addGroup')}
          </Button>
        )}
      </div>
    </div>
  )
}

const fields = Object.keys(workflowFields) as WorkflowField[]

function TestFields({ test, onChange }: { test: Test; onChange: (test: Test) => void }) {
  const { t } = useTranslation('workflows')
  const { word } = useSentences()
  const named = useNamed()
  const kind = fieldKindOf(test.field)
  const operators = operatorsOf[kind.kind]
  const none = { value: 'none', label: word('none') }
  return (
    <>
      <SelectField
        searchable
        label={t('condition.field')}
        data={fields.map((field) => ({ value: field, label: t(`field.${keyOf(field)}` as 'field.case_status') }))}
        value={test.field}
        onChange={(field) => field && onChange(testOf(field as WorkflowField))}
      />
      {operators.length > 1 && (
        <SelectField
          className={styles.narrow}
          label={t('condition.operator')}
          data={operators.map((op) => ({ value: op, label: t(`op.${op}`) }))}
          value={test.op}
          onChange={(op) => op && onChange({ ...test, op: op as Test['op'] })}
        />
      )}
      {kind.kind === 'flag' && (
        <SelectField
          label={t('condition.value')}
          data={[
            { value: 'yes', label: t('condition.yes') },
            { value: 'no', label: t('condition.no') },
          ]}
          value={test.value === true ? 'yes' : 'no'}
          onChange={(value) => onChange({ ...test, value: value === 'yes' })}
        />
      )}
      {kind.kind === 'number' && (
        <TextField
          type="number"
          label={t('condition.value')}
          value={Number(test.value)}
          onChange={(event) => onChange({ ...test, value: Number(event.currentTarget.value) || 0 })}
        />
      )}
      {(kind.kind === 'choice' || kind.kind === 'id') && (
        <MultiSelect
          searchable
          label={t('condition.value')}
          data={[
            ...(kind.kind === 'choice'
              ? kind.choices.map((choice) => ({ value: choice, label: word(choice) }))
              : named[kind.of]),
            ...(kind.nullable ? [none] : []),
          ]}
          value={test.value as string[]}
          onChange={(value) => onChange({ ...test, value })}
        />
      )}
      {(kind.kind === 'text' || kind.kind === 'tags') && (
        <WordsField
          label={t('condition.value')}
          value={test.value as string[]}
          onChange={(value) => onChange({ ...test, value })}
        />
      )}
    </>
  )
}

type WordsProps = { label: string; value: string[]; most?: number; onChange: (value: string[]) => void }

/** Several words in one line; what is typed stays as it is typed. */
export function WordsField({ label, value, most = 50, onChange }: WordsProps) {
  const { t } = useTranslation('workflows')
  const [typed, setTyped] = useState(value.join(', '))
  return (
    <TextField
      label={label}
      title={t('editor.details')}
      maxLength={2000}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange(wordsIn(event.currentTarget.value, most))
      }}
    />
  )
}
