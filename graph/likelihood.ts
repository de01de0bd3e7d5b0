/**
 * Every prior of the house: the probability in (0..1] that an attacker who stands where an edge begins gets to where
 * it ends. They are judgements, not measurements; each says why it stands where it does. A path's likelihood is the
 * product of its entry's and its edges'.
 */

/** An action that the evaluated policies allow outright: only detection is in the way. */
export const ALLOWED = 0.95

/** Each condition that could not be decided (MFA, source address, tag) halves the chance. */
export const UNKNOWN_CONDITION = 0.5

/** Where an attacker may stand before the first step. */
export const ENTRIES = {
  /** Scanning the whole address space takes minutes; anything open is found. */
  internet: 1,
  /** Anyone can open an AWS account and use its credentials. */
  anyAwsPrincipal: 0.9,
  /** A foreign account that is trusted has to be broken into first. */
  externalAccount: 0.3,
  /** Public code hosting: a pull request or a repository of one's own presents the token. */
  publicCodeSource: 0.6,
  /** A password alone: phishing and reuse are the commonest way into cloud accounts. */
  passwordWithoutMfa: 0.5,
  /** A long-lived key that nobody rotates has had more time to leak. */
  staleAccessKey: 0.4,
  /** The start was given by the analyst: the attacker is there. */
  assumed: 1,
} as const
