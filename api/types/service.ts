import { defineType } from '../define-type.ts'

/** The service itself. */
export const service = defineType({
  sdl: /* GraphQL */ `
    type Service {
      version: String!
      "What the store was opened with, without credentials."
      store: String!
      "True while an ingest runs in this service."
      busy: Boolean!
      warnings: [String!]!
      "Whom the service takes the caller for."
      caller: Caller!
    }
    type Caller { name: String! role: String! }

    type Query {
      service: Service!
    }
  `,
  resolvers: {
    Query: {
      service: (_parent, _args, { service, caller }) => ({
        version: service.version,
        store: service.store,
        busy: service.busy(),
        warnings: service.warnings,
        caller,
      }),
    },
  },
})
