/** An element with its attributes, and text or elements within. */
export interface XmlElement {
  readonly name: string
  readonly attributes: { readonly [name: string]: string | number }
  readonly children: readonly (XmlElement | string)[]
}

export const element = (
  name: string,
  attributes: XmlElement['attributes'],
  ...children: XmlElement['children']
): XmlElement => ({ name, attributes, children })

/** The document of a root element, in UTF-8, a line for each element. */
export const xmlDocument = (root: XmlElement): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`

function written({ name, attributes, children }: XmlElement, indent: string): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`)
  const open = `${indent}<${name}${given.join('')}`
  if (children.length === 0) return `${open}/>\n`
  if (children.every((child) => typeof child === 'string'))
    return `${open}>${children.map(xmlText).join('')}</${name}>\n`
  const inner = children.map((child) =>
    typeof child === 'string' ? xmlText(child) : written(child, `${indent}  `),
  )
  return `${open}>\n${inner.join('')}${indent}</${name}>\n`
}

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** What XML 1.0 has no place for, even escaped: https://www.w3.org/TR/xml/#charsets */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** Hostile names stay text: markup is escaped, and what XML cannot hold becomes U+FFFD. */
export const xmlText = (text: string): string =>
  text
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll(FORBIDDEN, '\ufffd')
    .replaceAll(/[&<>"'\t\n\r]/g, (character) => ENTITIES[character] ?? character)
