import { fileRoutes } from '@resonanz/contracts'
import { useLayoutEffect, useRef, useState } from 'react'
import { addressOf } from '#lib/api.ts'
import { type FileProblem, fileProblem } from './limits.ts'

export type UploadedFile = { id: string; name: string; type: string; size: number }
export type Upload = {
  key: number
  name: string
  size: number
  /** 0 to 1 */
  done: number
  problem: FileProblem | 'failed' | null
  cancel: () => void
}
type Attachments = Parameters<typeof fileProblem>[2]

/** Uploads beside the text, each with its progress; what is up is handed to `onUploaded`. */
export function useUploads(files: UploadedFile[], attachments: Attachments, onUploaded: (file: UploadedFile) => void) {
  const [uploads, setUploads] = useState<Upload[]>([])
  const lastKey = useRef(0)
  const latest = useRef(onUploaded)
  useLayoutEffect(() => {
    latest.current = onUploaded
  })
  const patch = (key: number, change: Partial<Upload>) =>
    setUploads((before) => before.map((upload) => (upload.key === key ? { ...upload, ...change } : upload)))
  const drop = (key: number) => setUploads((before) => before.filter((upload) => upload.key !== key))

  function add(chosen: Iterable<File>): void {
    const counted: { size: number }[] = [...files, ...uploads.filter((upload) => !upload.problem)]
    for (const file of chosen) {
      lastKey.current += 1
      const key = lastKey.current
      const problem = fileProblem(file.size, counted, attachments, file.type)
      if (!problem) counted.push(file)
      const request = problem ? null : send(file, key)
      const cancel = () => {
        request?.abort()
        drop(key)
      }
      setUploads((before) => [...before, { key, name: file.name, size: file.size, done: 0, problem, cancel }])
    }
  }

  function send(file: File, key: number): XMLHttpRequest {
    // fetch tells nothing about how far an upload is.
    const request = new XMLHttpRequest()
    const body = new FormData()
    body.append('file', file, file.name || 'file')
    request.open('POST', addressOf(fileRoutes.upload))
    request.setRequestHeader('idempotency-key', crypto.randomUUID())
    request.responseType = 'json'
    request.upload.onprogress = (event) => event.lengthComputable && patch(key, { done: event.loaded / event.total })
    request.onerror = () => patch(key, { problem: 'failed' })
    request.onload = () => {
      if (request.status !== 201) return patch(key, { problem: request.status === 413 ? 'tooLarge' : 'failed' })
      drop(key)
      latest.current(request.response as UploadedFile)
    }
    request.send(body)
    return request
  }
  return { uploads, add, busy: uploads.some((upload) => !upload.problem) }
}
