import type { WrittenCase } from '../write.ts'
import { app } from './app.ts'
import { badOld } from './bad-old.ts'
import { billing } from './billing.ts'
import { delay } from './delay.ts'
import { delivery } from './delivery.ts'
import { english } from './english.ts'
import { lost } from './lost.ts'
import { praise } from './praise.ts'
import { product } from './product.ts'
import { refunds } from './refunds.ts'
import { rental } from './rental.ts'
import { sensitive } from './sensitive.ts'
import { subscription } from './subscription.ts'

/** Every conversation written by hand. */
export const conversations: WrittenCase[] = [
  ...refunds,
  ...delay,
  ...app,
  ...delivery,
  ...billing,
  ...subscription,
  ...rental,
  ...product,
  ...praise,
  ...lost,
  ...sensitive,
  ...english,
  ...badOld,
]
