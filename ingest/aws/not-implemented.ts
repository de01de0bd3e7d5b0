import { codeOf, statusOf } from './errors.ts'
import type { MiddlewareStack } from './guard.ts'

/**
 * Emulators answer what they have not implemented with a page of HTML and status 500, which the SDK takes for a passing
 * failure and asks again and again. Told as what it is, it ends at once and the call counts as not offered. Meant for
 * clients of a given endpoint alone: AWS answers no page.
 */
export function endOnErrorPage(stack: MiddlewareStack): void {
  stack.add(
    (next) => async (args) => {
      try {
        return await next(args)
      } catch (error) {
        if (codeOf(error) !== 'SyntaxError' || statusOf(error) !== 500) throw error
        // Without its cause: the SDK looks there too for what is worth another try.
        throw Object.assign(new Error('the endpoint has no such call'), {
          name: 'NotImplemented',
          $metadata: { httpStatusCode: 501 },
        })
      }
    },
    { step: 'deserialize', priority: 'high', name: 'chokepointErrorPage', override: true },
  )
}
