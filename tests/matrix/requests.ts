import type { Recipe } from './recipe.ts'
import { caseRecipes } from './recipes/cases.ts'
import { channelRecipes } from './recipes/channels.ts'
import { goodwillRecipes } from './recipes/goodwill.ts'
import { houseRecipes } from './recipes/house.ts'
import { pageRecipes } from './recipes/pages.ts'
import { recordRecipes } from './recipes/records.ts'
import { replyRecipes } from './recipes/replies.ts'
import { ruleRecipes } from './recipes/rules.ts'

const areas = [
  houseRecipes,
  caseRecipes,
  recordRecipes,
  replyRecipes,
  ruleRecipes,
  goodwillRecipes,
  channelRecipes,
  pageRecipes,
]

/** How to ask every route that needs more than its path. A route that is missing here and needs more fails the test. */
export const recipes: Record<string, Recipe> = Object.assign({}, ...areas)

const count = areas.reduce((sum, area) => sum + Object.keys(area).length, 0)
if (count !== Object.keys(recipes).length) throw new Error('A route has a recipe in two areas')
