import {
  decimal,
  either,
  flag,
  type Infer,
  id,
  list,
  object,
  optional,
  personal,
  text,
} from '../schema/schema.ts';

/** The most answers one report carries. */
export const maxAnswers = 500;

/** An answer to one item of a checklist or safety form; `photos` are ids of uploaded evidence. */
export const Answer = object({
  item: id(),
  value: personal(either(text(4000), decimal(-1e12, 1e12), flag(), list(text(200), 100))),
  photos: optional(list(id(), 50)),
});
export type Answer = Infer<typeof Answer>;
