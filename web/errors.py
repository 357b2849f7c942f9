"""Trouble in words: the one table that says which error is which HTTP status, and the pages that show them."""

import logging

from flask import Flask, Response, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from engine import people
from engine.errors import (
    BangfuError,
    Conflict,
    Invalid,
    InvalidAnswers,
    Misconfigured,
    NotAllowed,
    NotFound,
    Overtaken,
    Refused,
)
from web.i18n import language

STATUS: dict[type[BangfuError], int] = {
    BangfuError: 400,
    Conflict: 409,
    Invalid: 422,
    InvalidAnswers: 422,
    Misconfigured: 500,
    NotAllowed: 403,
    NotFound: 404,
    Overtaken: 409,
    Refused: 422,
    people.TooManyAttempts: 429,
    people.WeakPassword: 422,
    people.WrongPassword: 422,
}

log = logging.getLogger(__name__)


def install(app: Flask) -> None:
    """Answer every error with a page in words."""
    app.register_error_handler(BangfuError, _expected)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def status_of(error: BangfuError) -> int:
    """The HTTP status of an error: that of the nearest class in the table."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def _expected(error: BangfuError) -> Response:
    status = status_of(error)
    if status >= 500:
        log.error("%s", error)
    return _page(status, error.text(language()))


def _stale_form(error: CSRFError) -> Response:
    return _page(400, _("页面打开的时间太久，或登录状态已变化，这次提交没有生效。"))


def _http(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return make_response(error.get_response())
    return _page(error.code, _sentence(error.code))


def _unexpected(error: Exception) -> Response:
    log.exception("%s %s failed", request.method, request.path)
    return _page(500, _sentence(500))


def _sentence(status: int) -> str:
    return {
        403: _("您没有查看此页面的权限。"),
        404: _("没有找到这个页面，网址可能有误，或内容已被删除。"),
        405: _("这个地址不能直接打开。"),
        413: _("文件太大：一次上传不能超过 50 MB。"),
        429: _("操作过于频繁，请稍后再试。"),
        500: _("系统出现意外错误，您的数据没有丢失。"),
    }.get(status, _("这次请求没有成功。"))


def _advice(status: int) -> str:
    return {
        400: _("请返回上一页刷新后重新提交；已自动保存的草稿仍在。"),
        403: _("如确需办理，请联系管理员或责任领导。"),
        404: _("可用上方的搜索按编号或标题查找。"),
        409: _("请返回上一页刷新，核对后再提交。"),
        413: _("请压缩或拆分后重新上传；扫描件可降低分辨率。"),
        422: _("请返回上一页修改后重新提交。"),
        429: _("稍等几分钟再试。"),
        500: _("请稍后重试；如仍不行，请把本页的时间告诉管理员。"),
    }.get(status, _("请返回上一页重试。"))


def _page(status: int, sentence: str) -> Response:
    advice = _advice(status)
    if request.accept_mimetypes.best == "application/json":
        return make_response({"error": f"{sentence}{advice}"}, status)
    # htmx swaps a fragment: a whole page inside a table row would be worse than the error.
    template = "errors/fragment.html" if request.headers.get("HX-Request") else "errors/page.html"
    answer = make_response(render_template(template, status=status, sentence=sentence, advice=advice), status)
    if request.headers.get("HX-Request"):
        answer.headers["HX-Retarget"] = "#messages"
        answer.headers["HX-Reswap"] = "innerHTML"
        answer.headers["HX-Reselect"] = ".toast-line"
    return answer
