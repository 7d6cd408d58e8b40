/** What Vite puts on the page, or gives the address of. */
declare module '*.css';
declare module '*.svg' {
  const address: string;
  export default address;
}
