import { z } from 'zod'

const text = z.string().min(1)

/** A what-if change of `simulate`, in which `$subject` stands for the failing resource. */
const change = z.record(text, z.json()).refine((fields) => typeof fields.change === 'string', {
  error: 'needs the name of a change of `simulate` in `change`',
})

/** The edits that the provenance of attack edges names, of those that lead into the failing resource from anyone. */
const edits = z.strictObject({ edits: z.array(text).min(1).describe('kinds of attack edges') })

/** The rules of a security group that let the whole Internet in at these ports, without the Internet. */
const close = z.strictObject({
  close: z
    .string()
    .regex(/^\$[a-z]\w*$/)
    .describe('a parameter: ports'),
})

/** One part of what makes a failing resource pass, as far as what-ifs can make it. */
export const mend = z.union([edits, close, change])
export type Mend = z.infer<typeof mend>
