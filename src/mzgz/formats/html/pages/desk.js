/* The desk's own script, ES5: every page works without it. */
(function () {
  'use strict';
  function each(list, fn) { for (var i = 0; i < list.length; i++) { fn(list[i], i); } }
  each(document.querySelectorAll('select[data-go]'), function (pick) {
    pick.addEventListener('change', function () {
      location.href = pick.getAttribute('data-go') + pick.value + (pick.getAttribute('data-tail') || '');
    });
  });
  each(document.querySelectorAll('[data-again]'), function (waiting) { /* of work under way the page looks again */
    setTimeout(function () { location.reload(); }, Number(waiting.getAttribute('data-again')));
  });
  each(document.querySelectorAll('textarea[data-least]'), function (box) {
    function show() {
      var enough = box.value.replace(/\s/g, '').length >= Number(box.getAttribute('data-least'));
      box.className = enough ? 'enough' : '';
    }
    box.addEventListener('input', show);
    show();
  });
  function reveal() {
    var at = location.hash && document.getElementById(location.hash.slice(1));
    if (at && at.tagName === 'DETAILS') { at.open = true; }
  }
  window.addEventListener('hashchange', reveal);
  reveal();
  var form = document.getElementById('filling');
  if (form) {
    var saved = document.getElementById('saved');
    var cells = form.querySelectorAll('input.num, input.wide, select, textarea');
    var dirty = false;
    var mark = function (cell) {
      var stored = form.elements['was:' + cell.name.replace('cell:', '')];
      var other = cell.value !== (stored ? stored.value : cell.defaultValue);
      var beside = cell.nextElementSibling;
      if (beside && beside.className === 'unsaved') { beside.parentNode.removeChild(beside); }
      if (other) {
        beside = document.createElement('span');
        beside.className = 'unsaved';
        beside.textContent = '没存';
        cell.parentNode.insertBefore(beside, cell.nextSibling);
      }
    };
    var count = function () {
      var open = form.querySelectorAll('.unsaved').length;
      dirty = open > 0;
      form.className = dirty ? 'dirty' : '';
      if (saved) { saved.textContent = dirty ? '改了' + open + '处，还没有存' : ''; }
    };
    var changed = function (event) {
      if (event.target.name) { mark(event.target); count(); }
    };
    form.addEventListener('input', changed);
    form.addEventListener('change', changed);
    each(cells, mark);
    count();
    var place = 'at:' + location.pathname;
    try {
      var at = sessionStorage.getItem(place);
      sessionStorage.removeItem(place);
      if (at && /saved=1/.test(location.search)) {
        window.scrollTo(0, Number(at));
        document.getElementById('stand').focus(); /* from here the next key leads to what is left to do */
      }
    } catch (e) { /* a browser that keeps nothing */ }
    form.addEventListener('submit', function () {
      dirty = false;
      try { sessionStorage.setItem(place, String(window.pageYOffset)); } catch (e) { /* the same */ }
    });
    each(form.querySelectorAll('textarea.wide'), function (box) {
      box.addEventListener('input', function () {
        box.rows = Math.min(1 + Math.floor(box.value.length / 30), 8);
      });
    });
    window.addEventListener('beforeunload', function (event) {
      if (dirty) { event.preventDefault(); event.returnValue = ''; }
    });
    form.addEventListener('keydown', function (event) {
      var step = event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      var words = event.target.className.indexOf('wide') >= 0 && event.target.tagName === 'TEXTAREA';
      if (!step || (event.target.tagName !== 'INPUT' && !(words && event.key === 'Enter'))) { return; }
      each(cells, function (cell, place) {
        if (cell === event.target && cells[place + step]) {
          event.preventDefault();
          cells[place + step].focus();
        }
      });
    });
  }
  var drop = document.querySelector('form.upload');
  if (drop) { /* a file let go of anywhere on the page is meant for it, and never opened instead of the page */
    var over = function (event, yes) { event.preventDefault(); drop.className = yes ? 'upload over' : 'upload'; };
    document.addEventListener('dragover', function (event) { over(event, true); });
    document.addEventListener('dragleave', function (event) { over(event, false); });
    document.addEventListener('drop', function (event) {
      over(event, false);
      if (!event.dataTransfer.files.length) { return; }
      drop.querySelector('input[type=file]').files = event.dataTransfer.files;
      drop.submit();
    });
  }
}());
