/**
 * Imported by pages that draw what people write themselves. The font of the texts comes first still, and
 * what it does not hold is drawn by the published parts of the same face, fetched as they are needed.
 */
import "pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css";
