/** A value of a Java serialisation stream. References to one object are the same object here. */
export type JavaValue =
  null | boolean | number | bigint | string | JavaObject | JavaArray | JavaEnum | JavaUnread;

/** An object with the fields of all its classes. */
export interface JavaObject {
  readonly kind: 'object';
  /** Such as `java.util.ArrayList`. */
  readonly className: string;
  /** Fields by name; of a name in several classes of the object, that of the class nearest to it. */
  readonly fields: Map<string, JavaValue>;
  /** What classes wrote themselves, the outermost superclass first. */
  readonly written: (Uint8Array | JavaContent)[];
}

/** An object among what a class wrote itself. */
export interface JavaContent {
  readonly value: JavaValue;
}

export interface JavaArray {
  readonly kind: 'array';
  /** Such as `[B` of bytes, `[Ljava.lang.String;` of texts. */
  readonly className: string;
  readonly items: JavaValue[];
}

export interface JavaEnum {
  readonly kind: 'enum';
  readonly name: string;
}

/** A class, which is no data. */
export interface JavaUnread {
  readonly kind: 'class';
}
