import { Client, cacheExchange, fetchExchange } from 'urql'
import { createPatientFetch } from './patient-fetch.ts'

/** A document cache is enough: every page states all it shows in one query, and a scan never changes. */
export const client = new Client({
  url: '/graphql',
  exchanges: [cacheExchange, fetchExchange],
  preferGetMethod: false,
  fetch: createPatientFetch(),
  fetchOptions: { headers: { 'x-graphql-yoga-csrf': '1' } },
})
