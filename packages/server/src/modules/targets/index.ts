export { type Aim, countedAfter, countedBetween, dueOf, type TargetFacts, type TargetPlan } from './plan.ts'
export { proposedTargets, readTargets, shownTargets } from './read-targets.ts'
export { checkRules } from './rules.ts'
export { saveTargets } from './save-targets.ts'
