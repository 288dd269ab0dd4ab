import type { CaseDetail } from '@resonanz/contracts'

export type DialogName =
  | 'followUp'
  | 'assign'
  | 'priority'
  | 'topic'
  | 'kind'
  | 'language'
  | 'tags'
  | 'particulars'
  | 'merge'
  | 'split'
export type DialogProps = {
  detail: CaseDetail
  onClose: () => void
  onNext: () => void
  onOpen: (name: DialogName) => void
}
