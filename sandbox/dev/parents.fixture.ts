import { whenParentsGone } from "./parents";

/** For tests: says its own id and its parent's, then works until it is left alone. */
whenParentsGone(() => process.exit(0));
console.log(`${process.pid} ${process.ppid}`);
setInterval(() => undefined, 1_000);
