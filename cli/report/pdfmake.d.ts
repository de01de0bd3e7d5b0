/** What we use of pdfmake 0.3, which has no types: https://pdfmake.github.io/docs/0.3/ */
declare module 'pdfmake' {
  interface Fonts {
    readonly [family: string]: { readonly [style: string]: string }
  }
  interface PdfMake {
    setFonts(fonts: Fonts): void
    setUrlAccessPolicy(allows: (url: string) => boolean): void
    setLocalAccessPolicy(allows: (path: string) => boolean): void
    createPdf(definition: object): { getBuffer(): Promise<Uint8Array> }
  }
  const pdfmake: PdfMake
  export default pdfmake
}

declare module 'pdfmake/fonts/Roboto.js' {
  const fonts: { readonly Roboto: { readonly [style: string]: string } }
  export default fonts
}
