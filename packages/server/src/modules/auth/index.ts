export {
  addAccount,
  createAccount,
  endSessions,
  endSessionsIn,
  findAccount,
  hashNewPassword,
  normalEmail,
  passwordFits,
  setPassword,
} from './accounts.ts'
export { countTries, forgiveTries, network, passwordTries } from './attempts.ts'
export { actorOfSession, makeAuthenticate, sessionStillValid } from './authenticate.ts'
export { demoPassword, demoSignIn } from './demo-sign-in.ts'
export { mountSignIn } from './mount.ts'
export { moveSession } from './store.ts'
