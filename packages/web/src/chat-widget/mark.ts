import type { ChatState } from '@resonanz/contracts'
import { el } from './dom.ts'
import type { Link } from './link.ts'

const mostHigh = 28
const mostWide = 104
const mostDense = 3

/**
 * The company's mark in the head of the chat. It is drawn from its bytes: a page may forbid pictures from elsewhere and is
 * not troubled so. Its room is kept from the beginning; where it cannot be had, the title stands alone.
 */
export function makeMark(logo: NonNullable<ChatState['logo']>, company: string, link: Pick<Link, 'picture'>) {
  const scale = Math.min(mostHigh / logo.height, mostWide / logo.width, 1)
  const [width, height] = [logo.width, logo.height].map((pixels) => Math.max(1, Math.round(pixels * scale)))
  const dense = Math.min(mostDense, Math.max(1, devicePixelRatio))
  const canvas = el('canvas', { role: 'img', 'aria-label': company, width: width! * dense, height: height! * dense })
  canvas.style.width = `${width}px`
  canvas.style.height = `${height}px`
  void draw(canvas).catch(() => canvas.remove())
  return canvas

  async function draw(on: HTMLCanvasElement): Promise<void> {
    const picture = await createImageBitmap(await link.picture(logo.path))
    const pen = on.getContext('2d')
    if (!pen) throw new Error('no canvas')
    pen.imageSmoothingQuality = 'high'
    pen.drawImage(picture, 0, 0, on.width, on.height)
  }
}
