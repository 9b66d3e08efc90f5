/** The published shapes as JSON Schema, from the same source as their types. */
export { isShape, listPublishedShapes, type PublishedShape, toJsonSchema } from './published-shapes.ts';
