/** The words of `@field/client`'s errors: here, so that an app carries every language once. */
export { clientErrorTexts } from './client-error-texts.ts';
