import { notMePages } from "../not-me-pages";

export { notMeMetadata as generateMetadata } from "../not-me-pages";
export default notMePages("not_me").Question;
