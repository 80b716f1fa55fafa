from chinar.domain.questionnaires.models.answer import Answer, AnswerSheet
from chinar.domain.questionnaires.models.question_set import QuestionSet, QuestionSetVersion

__all__ = ["Answer", "AnswerSheet", "QuestionSet", "QuestionSetVersion"]
