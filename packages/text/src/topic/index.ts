export { type TopicExample, type TopicOptions, trainTopics } from './train-topics.ts'
export { classifyTopics, readTopicModel, type TopicModel, type TopicResult } from './classify.ts'
