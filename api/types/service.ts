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
      "What is being worked out for those who wait for fixes and what-ifs; null for nothing."
      working: Work
      "Whom the service takes the caller for."
      caller: Caller!
    }
    type Work {
      "Such as \`searching attack paths\`."
      what: String!
      "So many parts of it."
      done: Int!
      of: Int!
    }
    type Caller { name: String! role: String! }

    type Query {
      service: Service!
    }
  `,
  resolvers: {
    Query: {
      service: (_parent, _args, { service, caller, remediation }) => ({
        version: service.version,
        store: service.store,
        busy: service.busy(),
        warnings: service.warnings,
        working: remediation.working(),
        caller,
      }),
    },
  },
})
