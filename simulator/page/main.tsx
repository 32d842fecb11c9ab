import './style.css';
document.getElementById('app')?.append('x');
