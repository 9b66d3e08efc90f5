/** Width and height in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Looks for a picture's size as its bytes pass by, and keeps some dozen of them at most, whatever they are. */
export interface PictureScan {
  add(chunk: Uint8Array): void;
  /** Of the largest picture seen so far; null where none was. */
  size(): PictureSize | null;
}
