import { type Workflow, type WorkflowDefinition, workflowRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { useConnection } from '#lib/connection.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button } from '#ui/button.tsx'
import { SwitchField, TextField } from '#ui/field.tsx'
import { Page, Section } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner, ErrorState } from '#ui/states.tsx'
import { ActionEditor } from './action-editor.tsx'
import { ConditionEditor } from './condition-editor.tsx'
import { conditionOf, groupOf } from './condition-group.ts'
import { emptyDefinition, isComplete } from './draft.ts'
import { Runs } from './runs.tsx'
import { TriggerEditor } from './trigger-editor.tsx'
import { Trial } from './trial.tsx'
import { useSentences } from './use-sentences.ts'
import { Versions } from './versions.tsx'
import styles from './workflows.module.css'
import { PausedBanner, switchTo } from './workflows-screen.tsx'

/** One rule: as a sentence, in its parts, tried, with its runs and versions. */
export function WorkflowScreen() {
  const { workflowId = 'new' } = useParams({ strict: false }) as { workflowId?: string }
  const { t } = useTranslation('workflows')
  const isNew = workflowId === 'new'
  const found = useQuery({ ...read(workflowRoutes.read, { params: { id: workflowId } }), enabled: !isNew })
  if (isNew) return <Editor key="new" workflow={null} />
  if (found.data) return <Editor key={found.data.id} workflow={found.data} />
  return (
    <Page title={t('title')} above={<BackLink to="/settings/workflows">{t('editor.back')}</BackLink>}>
      {found.error ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <SkeletonText lines={8} />
      )}
    </Page>
  )
}

function Editor({ workflow }: { workflow: Workflow | null }) {
  const { t } = useTranslation('workflows')
  const may = useMay('workflow.manage')
  const { online } = useConnection()
  const navigate = useNavigate()
  const { whole } = useSentences()
  // What is edited was made from this: a version that came meanwhile is not written over, the server refuses.
  const [from, setFrom] = useState(workflow)
  const [name, setName] = useState(workflow?.name ?? '')
  const [draft, setDraft] = useState<WorkflowDefinition>(workflow?.definition ?? emptyDefinition)
  const [group, setGroup] = useState(groupOf(draft.when))
  const [round, setRound] = useState(0)
  const [note, setNote] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const definition = { ...draft, when: conditionOf(group) }
  const isReady = name.trim() !== '' && isComplete(definition)
  const isChanged =
    from === null || from.name !== name || JSON.stringify(from.definition) !== JSON.stringify(definition)

  function take(taken: WorkflowDefinition): void {
    setDraft(taken)
    setGroup(groupOf(taken.when))
    setRound(round + 1)
  }
  // Found as it was a while ago, or changed by a colleague: as long as nobody edits, the form shows what stands.
  if (workflow && from && workflow.version > from.version && !isChanged) {
    setFrom(workflow)
    setName(workflow.name)
    take(workflow.definition)
  }
  async function save(): Promise<void> {
    setAsked(true)
    if (!isReady || isBusy) return
    setBusy(true)
    try {
      const saved = workflow
        ? await call(workflowRoutes.save, {
            params: { id: workflow.id },
            body: { basedOn: from?.version ?? 0, name, definition, note },
          })
        : await call(workflowRoutes.create, { body: { name, definition } })
      queryClient.setQueryData(read(workflowRoutes.read, { params: { id: saved.id } }).queryKey, saved)
      invalidateRoute(queryClient, workflowRoutes.list, workflowRoutes.macros, workflowRoutes.versions)
      showNotice({ text: workflow ? t('editor.saved', { version: saved.version }) : t('editor.created'), tone: 'ok' })
      if (workflow) setFrom(saved)
      setNote('')
      if (!workflow)
        void navigate({ to: '/settings/workflows/$workflowId', params: { workflowId: saved.id }, replace: true })
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusy(false)
    }
  }
  async function remove(): Promise<void> {
    if (!workflow) return
    try {
      await call(workflowRoutes.remove, { params: { id: workflow.id } })
      invalidateRoute(queryClient, workflowRoutes.list, workflowRoutes.macros)
      showNotice({ text: t('editor.removed', { name: workflow.name }), tone: 'ok' })
      void navigate({ to: '/settings/workflows' })
    } catch (error) {
      tellProblem(error)
    }
  }
  useActions([
    {
      id: 'workflow.save',
      key: 'Mod+s',
      labelKey: 'workflows:editor.save',
      when: may,
      inFields: true,
      run: () => void save(),
    },
  ])
  return (
    <Page
      title={workflow ? workflow.name : t('editor.new')}
      intro={whole(definition)}
      above={<BackLink to="/settings/workflows">{t('editor.back')}</BackLink>}
      actions={
        workflow && (
          <SwitchField
            aria-label={t('switch', { name: workflow.name })}
            label={workflow.enabled ? undefined : t('off')}
            checked={workflow.enabled}
            disabled={!may}
            onChange={(event) => void switchTo(workflow, event.currentTarget.checked)}
          />
        )
      }
    >
      {!may && <Banner>{t('readOnly')}</Banner>}
      {!online && <Banner tone="soon">{t('offline')}</Banner>}
      {workflow?.enabled && (
        <PausedBanner workflow={workflow} onResume={may ? () => void switchTo(workflow, true) : null} />
      )}
      {may && (
        <>
          <div className={styles.form} key={round}>
            <TextField
              label={t('editor.name')}
              maxLength={120}
              value={name}
              error={isAsked && name.trim() === '' && t('editor.nameMissing')}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <fieldset className={styles.part}>
              <legend>{t('editor.when')}</legend>
              <TriggerEditor trigger={draft.trigger} onChange={(trigger) => setDraft({ ...draft, trigger })} />
            </fieldset>
            <fieldset className={styles.part}>
              <legend>{t('editor.if')}</legend>
              <ConditionEditor group={group} onChange={setGroup} />
            </fieldset>
            <fieldset className={styles.part}>
              <legend>{t('editor.then')}</legend>
              <ActionEditor actions={draft.then} onChange={(then) => setDraft({ ...draft, then })} />
            </fieldset>
            {workflow && (
              <TextField
                optional
                label={t('editor.note')}
                maxLength={300}
                value={note}
                onChange={(event) => setNote(event.currentTarget.value)}
              />
            )}
            {isAsked && !isReady && <Banner tone="bad">{t('editor.incomplete')}</Banner>}
            <div className={styles.buttons}>
              <Button look="primary" busy={isBusy} disabled={!isChanged} onClick={() => void save()}>
                {t(workflow ? 'editor.save' : 'editor.create')}
              </Button>
              <span className={styles.space} />
              {workflow && (
                <Button look="quiet" icon={Trash2} onClick={() => void remove()}>
                  {t('editor.remove')}
                </Button>
              )}
            </div>
          </div>
          <Trial definition={definition} isReady={isComplete(definition)} />
        </>
      )}
      {workflow && (
        <>
          <Section title={t('runs.title')} intro={t('runs.intro')}>
            <Runs workflowId={workflow.id} />
          </Section>
          <Versions workflow={workflow} onUse={may ? take : null} />
        </>
      )}
    </Page>
  )
}
