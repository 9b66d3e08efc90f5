import type { SendResult } from '../backend.ts';

/** One way of telling IXC something, and of finding out whether it was told. */
export interface IxcOperation {
  send(): Promise<SendResult>;
  /** Whether it is there, or the id of what it made. @throws FieldError where that cannot be read */
  isThere(): Promise<boolean | string>;
}
