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
  /** A Google account costs nothing. */
  anyGoogleAccount: 0.95,
  /** A foreign account that is trusted has to be broken into first. */
  externalAccount: 0.3,
  /** Public code hosting: a pull request or a repository of one's own presents the token. */
  publicCodeSource: 0.6,
  /** A named repository: somebody has to get code into it, or into an action it uses, first. */
  codeRepository: 0.2,
  /** A password alone: phishing and reuse are the commonest way into cloud accounts. */
  passwordWithoutMfa: 0.5,
  /** A long-lived key that nobody rotates has had more time to leak. */
  staleAccessKey: 0.4,
  /** The start was given by the analyst: the attacker is there. */
  assumed: 1,
} as const

/**
 * What an open port is worth: that somebody who can send packets to it ends up with a foothold on the machine, be it
 * a shell or a program that makes a request for him. Which software listens is not known, only which port.
 */
export const FOOTHOLD = {
  /** Remote control without a login by default (Docker, Redis, kubelet, Elasticsearch): found and used within hours. */
  unauthenticatedService: 0.6,
  /** SSH, RDP, WinRM, VNC: guessed, reused and leaked logins, and a history of flaws before the login. */
  remoteLogin: 0.35,
  /** Web applications: forged requests, injection, outdated frameworks are common, but not everywhere. */
  web: 0.3,
  /** Databases that ask for a login. */
  database: 0.2,
  /** Anything else that was opened on purpose. */
  other: 0.15,
  /** Inside the network there is less patching and more trust, but the attacker has to move unnoticed. */
  lateral: 0.3,
} as const

/**
 * What a known vulnerability behind an open port is worth, where its score says that no login and nobody's help is
 * needed and that all is lost. Whether the program that has it is the one that listens is not known, and halves it.
 */
export const VULNERABILITY = {
  /** Seen in attacks (CISA's catalogue of exploited vulnerabilities, a scanner's threat intelligence): scanned for at once. */
  used: 0.9,
  /** Published: whoever finds it on an open port can take it from the shelf, though not all of them work. */
  public: 0.7,
  /** The scanner does not say: about one in twenty is ever used, and those are the ones that sit on open ports. */
  unknown: 0.3,
  /** No exploit is known: somebody would have to write one, worth as much as any other flaw that nobody has found. */
  none: 0.2,
  /** EPSS is a chance within 30 days, and an estate stays open for longer: a high one weighs like use in attacks. */
  epssWeight: 0.9,
} as const

/** From a foothold to the credentials of the workload's identity. */
export const WORKLOAD = {
  /** IMDSv2 asks for a PUT and a header: code must run on the machine; a forged GET is not enough. */
  instanceRole: 0.65,
  /** IMDSv1 answers any GET, so one forged request (SSRF) or an open proxy gives the credentials away. */
  metadataTheft: 0.9,
  /** Code in a function reads its credentials from its environment. */
  executionRole: 1,
  /** A long-lived key that is written down works until somebody deletes it. */
  heldKey: 0.95,
  /** Asking a public identity pool for an identity takes two calls; its id stands in the application's code. */
  guestRole: 0.8,
  /** Calling a public function is certain; making its code do something else takes a flaw in it. */
  publicFunction: 0.25,
} as const

/** From the permissions that a technique needs to what it gives; each further step can fail or be noticed. */
export const TECHNIQUE = {
  /** One call to the cloud's API, and it is done. */
  apiCall: 0.95,
  /** Two calls, one after the other. */
  twoCalls: 0.9,
  /** Something new is started under the passed role: code has to be prepared, and the first start may take a while. */
  newCompute: 0.85,
  /** As above, with more parts to set up: clusters, task definitions, pipelines. */
  newPipeline: 0.75,
  /** Code of something that runs is replaced; its users may notice. */
  changedWorkload: 0.8,
  /** A command or session on a machine or container whose role it then uses. */
  command: 0.85,
  /** Somebody loses access or a machine is stopped: it is likelier to be noticed and undone. */
  disruptive: 0.7,
  /** The service takes no new customers: it works only where the account used it before. */
  retiredService: 0.2,
} as const
