/**
 * A verb of the schema with the kind it leads to, without saying a word twice: `is in VPC` and `VPC` make `is in VPC`,
 * `has policy` and `IAM policy` make `has IAM policy`.
 */
export function outgoingWords(verb: string, kindTitle: string): string {
  const [said, title] = [verb.toLowerCase(), kindTitle.toLowerCase()]
  if (said.endsWith(title)) return verb
  const words = verb.split(' ')
  const last = words.at(-1)?.toLowerCase()
  const repeats = words.length > 1 && last !== undefined && title.endsWith(` ${last}`)
  return `${repeats ? words.slice(0, -1).join(' ') : verb} ${kindTitle}`
}

/** The same seen from the other end: `IAM role may assume this`. */
export const incomingWords = (verb: string, kindTitle: string): string => `${kindTitle} ${verb} this`
